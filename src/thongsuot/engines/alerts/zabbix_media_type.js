// Sends one event of Zabbix to Thông Suốt. ECMAScript 5 (Duktape), as Zabbix 6.0 and later run it.
// Every parameter but those of the connection goes along as it is: a text that is data, never a template.
var parameters = JSON.parse(value);
var connection = ['url', 'token', 'HTTPProxy'];
var event = {};

Object.keys(parameters).forEach(function (name) {
    if (connection.indexOf(name) === -1) {
        event[name] = String(parameters[name]);
    }
});

if (!/^https?:\/\//.test(parameters.url || '')) {
    throw 'Thong Suot: the parameter url is no address.';
}

var request = new HttpRequest();
if (parameters.HTTPProxy) {
    request.setProxy(parameters.HTTPProxy);
}
request.addHeader('Content-Type: application/json; charset=utf-8');
request.addHeader('Authorization: Bearer ' + parameters.token);

var answer = request.post(parameters.url, JSON.stringify(event));
var status = request.getStatus();

// Zabbix tries again after an error, as often as the media type says; nothing is lost while we restart.
if (status < 200 || status >= 300) {
    throw 'Thong Suot: answered ' + status + ' ' + String(answer).slice(0, 200);
}
return 'OK';
