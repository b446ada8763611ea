# A message centre on Net::SMPP for one session: tells each message as one line, answers with an id, sends a receipt.
use strict;
use warnings;
use Net::SMPP;

$| = 1;
my $server = Net::SMPP->new_listen('127.0.0.1', port => 0, smpp_version => 0x34) or die "cannot listen: $!";
print $server->sockport, "\n";
my $session = $server->accept or die "nobody came: $!";
my $messages = 0;
while (my $pdu = $session->read_pdu) {
    my ($command, $seq) = ($pdu->{cmd}, $pdu->{seq});
    if ($command == Net::SMPP::CMD_bind_transceiver) {
        my $known = $pdu->{system_id} eq 'tongdai' && $pdu->{password} eq 'matkhau';
        $session->bind_transceiver_resp(system_id => 'perl', seq => $seq, status => $known ? 0 : 0x0E);
    } elsif ($command == Net::SMPP::CMD_submit_sm) {
        my $id = sprintf '%d', 5_000_000 + ++$messages;
        my $octets = defined $pdu->{message_payload} ? $pdu->{message_payload} : $pdu->{short_message};
        my @sar = map { defined $pdu->{$_} ? unpack('H*', $pdu->{$_}) : '' }
            qw(sar_msg_ref_num sar_total_segments sar_segment_seqnum);
        print join("\t", $id, $pdu->{destination_addr}, $pdu->{esm_class}, $pdu->{data_coding}, unpack('H*', $octets), @sar), "\n";
        $session->submit_sm_resp(message_id => $id, seq => $seq);
        $session->deliver_sm(
            source_addr => $pdu->{destination_addr}, destination_addr => $pdu->{source_addr}, esm_class => 4, async => 1,
            short_message => "id:000$id sub:001 dlvrd:001 submit date:2610280905 done date:2610280906 stat:DELIVRD err:000 text:",
        );
    } elsif ($command == Net::SMPP::CMD_enquire_link) {
        $session->enquire_link_resp(seq => $seq);
    } elsif ($command == Net::SMPP::CMD_unbind) {
        $session->unbind_resp(seq => $seq);
        last;
    }
}
