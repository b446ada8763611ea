// A message centre on node-smpp: tells each message as one line of JSON, answers with an id, sends a receipt.
const smpp = require('smpp');

const hex = (octets) => Buffer.from(octets).toString('hex');
let messages = 0;

const server = smpp.createServer((session) => {
  session.on('error', () => session.destroy());
  session.on('bind_transceiver', (pdu) => {
    const known = pdu.system_id === 'tongdai' && pdu.password === 'matkhau';
    session.send(pdu.response({ system_id: 'node', command_status: known ? 0 : smpp.ESME_RINVPASWD }));
  });
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => session.send(pdu.response(), () => session.close()));
  session.on('submit_sm', (pdu) => {
    const id = (0xABC000 + ++messages).toString(16);
    const { message, udh } = pdu.message_payload || pdu.short_message;
    console.log(JSON.stringify({
      id, to: pdu.destination_addr, from: pdu.source_addr, coding: pdu.data_coding, text: message, udh: (udh || []).map(hex),
      sar: [pdu.sar_msg_ref_num, pdu.sar_total_segments, pdu.sar_segment_seqnum],
    }));
    session.send(pdu.response({ message_id: id }));
    session.deliver_sm({
      source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
      short_message: `id:${id.toUpperCase()} sub:001 dlvrd:001 submit date:2610280905 done date:2610280906 stat:DELIVRD err:000 text:`,
    });
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
