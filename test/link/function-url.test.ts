/** What Lambda hands over, and what it takes back. */
import { describe, expect, test } from 'vitest';
import { requestOf, resultOf } from '../../src/lib/link/function-url.ts';

/** As AWS documents it: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
const event = (change: object = {}) => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: '/l/AQd%2F',
  rawQueryString: 'lang=ko&lang=en',
  headers: { 'accept-language': 'ko-KR,ko;q=0.9', host: 'abc.lambda-url.ap-northeast-2.on.aws' },
  requestContext: {
    accountId: 'anonymous',
    http: { method: 'GET', path: '/l/AQd%2F', protocol: 'HTTP/1.1', sourceIp: '203.0.113.7' },
  },
  isBase64Encoded: false,
  ...change,
});

describe('an event of a function URL', () => {
  test('is a request, with nothing decoded', () => {
    const { query, body, ...request } = requestOf(event());
    expect(request).toEqual({
      method: 'GET',
      path: '/l/AQd%2F',
      headers: event().headers,
    });
    expect(query.get('lang')).toBe('ko');
    expect([...body]).toEqual([]);
  });

  test('has the very bytes that were sent, also where Lambda has encoded them', () => {
    const sent = Buffer.from('payload=%7B%22a%22%3A1%7D+\u00e9');
    const encoded = { body: sent.toString('base64'), isBase64Encoded: true };
    expect(Buffer.from(requestOf(event(encoded)).body)).toEqual(sent);
    expect(Buffer.from(requestOf(event({ body: sent.toString('utf8') })).body)).toEqual(sent);
  });

  test('that no function URL sends is an error of whoever invoked it', () => {
    expect(() => requestOf({ source: 'aws.ec2' })).toThrow('rawPath');
  });
});

test('an answer goes back as Lambda takes it', () => {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  expect(resultOf({ status: 404, headers, body: '<p>' })).toEqual({
    statusCode: 404,
    headers,
    body: '<p>',
  });
});
