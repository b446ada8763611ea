// node-smpp as a sender: WINDOW messages under way at once; prints "messages/s refused".
//   node sender.js PORT COUNT WINDOW OCTETS
const smpp = require('smpp');

const [port, count, window, octets] = process.argv.slice(2).map(Number);
const text = Buffer.alloc(octets, 'x');
let sent = 0, answered = 0, refused = 0, begun;

const session = smpp.connect({ host: '127.0.0.1', port });
const next = () => session.submit_sm({
  source_addr_ton: 5, source_addr: 'SO KHCN', dest_addr_ton: 1, dest_addr_npi: 1,
  destination_addr: String(84900000000 + sent++), registered_delivery: 1, short_message: { message: text },
}, answer);
const answer = (pdu) => {
  if (pdu.command_status !== 0) refused++;
  if (++answered === count) {
    console.log(`${Math.round(count / (Number(process.hrtime.bigint() - begun) / 1e9))} ${refused}`);
    process.exit(0);
  }
  if (sent < count) next();
};
session.on('error', (error) => { console.error(error.message); process.exit(1); });
session.on('connect', () => {
  session.socket.setNoDelay(true);
  session.bind_transceiver({ system_id: 'tongdai', password: 'matkhau' }, () => {
    begun = process.hrtime.bigint();
    for (let i = 0; i < Math.min(window, count); i++) next();
  });
});
