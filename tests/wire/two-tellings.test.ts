/** A request told of by the network and by DevTools is one request, whoever tells first and whatever each of them knows. */
import { describe, expect, it } from 'vitest';
import { TwoTellings } from '../../extension/devtools/two-tellings';
import { trafficFromHar, type TrafficEntry } from '../../src/index';

function told(startedMs: number, url: string, { status = 200, html = '' } = {}): TrafficEntry {
  const entry = trafficFromHar({
    startedDateTime: startedMs, time: 5,
    request: { method: 'GET', url: `http://localhost${url}`, headers: [{ name: 'Host', value: 'localhost' }] },
    response: { status, headers: [], content: { mimeType: 'text/html', text: html } },
  });
  if (entry === null) throw new Error('the entry is malformed');
  return entry;
}

const form = '<form method=post><input name=user><input type=password name=password></form>';

describe('two tellings of one request', () => {
  it('the network first: DevTools adds what the body told, under the same id', () => {
    const tellings = new TwoTellings();
    const first = tellings.fromNetwork(told(1000, '/login'));
    const second = tellings.fromDevTools(told(1012, '/login', { html: form }));
    expect(first).toMatchObject({ id: second.id, startedMs: 1000 });
    expect(second).toMatchObject({ startedMs: 1000, responseShape: { hasLoginForm: true } });
  });

  it('DevTools first: the network adds nothing, and a second telling of DevTools keeps its id', () => {
    const tellings = new TwoTellings();
    const first = tellings.fromDevTools(told(1012, '/login'));
    expect(tellings.fromNetwork(told(1000, '/login'))).toBeNull();
    expect(tellings.fromDevTools(told(1012, '/login', { html: form }))).toMatchObject({ id: first.id, responseShape: { hasLoginForm: true } });
    expect(tellings.fromNetwork(told(1500, '/login'))).not.toBeNull();
  });

  it('one address asked for twice: each telling finds its own', () => {
    const tellings = new TwoTellings();
    const [one, two] = [tellings.fromNetwork(told(1000, '/')), tellings.fromNetwork(told(1300, '/'))];
    expect(tellings.fromDevTools(told(1305, '/')).id).toBe(two?.id);
    expect(tellings.fromDevTools(told(1004, '/')).id).toBe(one?.id);
  });

  it('DevTools lost sight of the answer: what the network saw of it stays', () => {
    const tellings = new TwoTellings();
    tellings.fromNetwork(told(1000, '/logout', { status: 302 }));
    expect(tellings.fromDevTools(told(1003, '/logout', { status: 0 })).status).toBe(302);
  });

  it('another address, another time: two requests', () => {
    const tellings = new TwoTellings();
    tellings.fromNetwork(told(1000, '/a'));
    expect(tellings.fromDevTools(told(1000, '/b')).id).toBe(told(1000, '/b').id);
    expect(tellings.fromDevTools(told(5000, '/a')).id).toBe(told(5000, '/a').id);
  });
});
