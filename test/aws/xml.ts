import type { WireReply } from './wire.ts';

const EC2_NAMESPACE = 'http://ec2.amazonaws.com/doc/2016-11-15/';

export const ok = (body: string): WireReply => ({ status: 200, body });

/** An EC2 answer, as its API reference shows it. */
export const ec2Answer = (action: string, inside: string): WireReply =>
  ok(
    `<?xml version="1.0" encoding="UTF-8"?>\n<${action}Response xmlns="${EC2_NAMESPACE}">` +
      `<requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId>${inside}</${action}Response>`,
  );

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** An EC2 refusal: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
export const ec2Refusal = (code: string, message: string, status = 400): WireReply => ({
  status,
  body:
    '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>' +
    `<Code>${code}</Code><Message>${escaped(message)}</Message></Error></Errors>` +
    '<RequestID>ea966190-f9aa-478e-9ede-example</RequestID></Response>',
});

/** The refusal of SNS and of Elastic Load Balancing. */
export const queryRefusal = (code: string, message: string, status = 400): WireReply => ({
  status,
  body:
    `<ErrorResponse><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>` +
    `<Code>${code}</Code><Message>${escaped(message)}</Message></Error>` +
    '<RequestId>42d59b56-7407-4c4a-be0f-4c88daeea257</RequestId></ErrorResponse>',
});

/** The refusal of the JSON services. */
export const jsonRefusal = (type: string, message: string, status = 400): WireReply => ({
  status,
  body: JSON.stringify({ __type: type, message }),
});
