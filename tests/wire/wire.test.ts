/** Conversations over the wire, the death of the answering end in the middle included. */
import { describe, expect, it, vi } from 'vitest';
import { createClient, type ClientEvents } from '../../extension/wire/client';
import { createPortPair } from '../../extension/wire/memory';
import type { Port } from '../../extension/wire/port';
import type { Delivery, News } from '../../extension/wire/protocol';
import { serve, type Handlers } from '../../extension/wire/server';
import { cookieNamed } from '../panel/fake-tab';

const restored = { whole: true, before: 'sha256:a', after: 'sha256:a', differing: [] };

function handlersWith(more: Partial<Handlers> = {}): Handlers {
  return {
    jar: async ({ hosts }) => ({ cookies: [cookieNamed('session', 'x')], store: '0', missing: hosts.slice(1), watchesRequests: null }),
    write: async () => ({ ok: true }),
    remove: async () => ({ ok: false, code: 'gone', message: 'It is gone.' }),
    beginSwap: async () => null,
    putJar: async () => null,
    endSwap: async () => restored,
    mendJar: async () => null,
    openOptions: async () => null,
    ...more,
  };
}

/** A background that can be killed: each connection is served by a new life of it. */
function createBackground(handlers: Handlers) {
  const ports: Port[] = [];
  return {
    ports,
    connect(): Port {
      const [near, far] = createPortPair();
      ports.push(far);
      serve(far, handlers);
      return near;
    },
    tell: (news: Delivery) => ports.at(-1)?.post(news),
    kill: () => ports.at(-1)?.close(),
  };
}

function listening(): ClientEvents & { readonly news: News[]; reconnected: number; readonly lost: boolean[] } {
  const events = {
    news: [] as News[],
    reconnected: 0,
    lost: [] as boolean[],
    onNews: (news: News) => void events.news.push(news),
    onReconnected: () => void (events.reconnected += 1),
    onLost: (lost: boolean) => void events.lost.push(lost),
  };
  return events;
}

const question = { tabId: 1, hosts: ['localhost', 'app.test'] };

describe('the wire', () => {
  it('carries questions, answers and refusals', async () => {
    const background = createBackground(handlersWith());
    const client = createClient(background.connect, listening());
    expect(await client.ask('jar', question)).toEqual({ cookies: [cookieNamed('session', 'x')], store: '0', missing: ['app.test'], watchesRequests: null });
    expect(await client.ask('remove', cookieNamed('session', 'x'))).toEqual({ ok: false, code: 'gone', message: 'It is gone.' });
  });

  it('tells a fault of the world apart from an answer', async () => {
    const background = createBackground(handlersWith({ jar: async () => Promise.reject(new Error('the tab is gone')) }));
    const client = createClient(background.connect, listening());
    await expect(client.ask('jar', question)).rejects.toThrow('the tab is gone');
  });

  it('passes news on and drops what is no message', async () => {
    const background = createBackground(handlersWith());
    const events = listening();
    const client = createClient(background.connect, events);
    background.tell({ event: 'permissions' });
    background.ports[0]?.post({ event: 'cookie', cookie: { name: 5 } });
    background.ports[0]?.post('nonsense');
    await client.ask('jar', question);
    expect(events.news).toEqual([{ event: 'permissions' }]);
  });

  it('refuses an answer of the wrong shape', async () => {
    const [near, far] = createPortPair();
    far.onMessage((message) => far.post({ id: (message as { id: number }).id, answer: { cookies: 'many' } }));
    await expect(createClient(() => near, listening()).ask('jar', question)).rejects.toThrow('malformed');
  });

  it('asks again after the death of the background in the middle of a question', async () => {
    let lives = 0;
    const background = createBackground(
      handlersWith({
        jar: (given) => {
          lives += 1;
          return lives === 1 ? new Promise(() => undefined) : handlersWith().jar(given);
        },
      }),
    );
    const events = listening();
    const client = createClient(background.connect, events);
    const answer = client.ask('jar', question);
    await vi.waitFor(() => expect(lives).toBe(1));
    background.kill();
    expect((await answer).store).toBe('0');
    expect(lives).toBe(2);
    expect(events.reconnected).toBe(1);
    expect(events.lost).toEqual([]);
  });

  it('says that the connection is lost while it cannot be restored, and that it is back', async () => {
    const background = createBackground(handlersWith());
    let isDown = false;
    const events = listening();
    const client = createClient(() => {
      if (isDown) throw new Error('no background');
      return background.connect();
    }, events);
    await client.ask('jar', question);
    isDown = true;
    background.kill();
    await vi.waitFor(() => expect(events.lost).toContain(true), 5000);
    isDown = false;
    expect((await client.ask('jar', question)).store).toBe('0');
    expect(events.lost.at(-1)).toBe(false);
  });
});
