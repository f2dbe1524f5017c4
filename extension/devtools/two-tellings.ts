/**
 * One request told of twice: by the browser's network, which knows when it began and what it carried, and by DevTools, which may add what
 * its body told, or may never tell of it. Each telling of DevTools takes the place of the network's; neither makes a second request.
 */
import { dropOldest, type TrafficEntry } from '../../src/index';

/** The two clocks of one request differ by less than this. */
const apartMs = 1000;
/** Tellings that wait for the other one; some never get it. */
const maxWaiting = 500;

function key({ method, url }: TrafficEntry): string {
  return `${method} ${url}`;
}

/** Takes the waiting entry out that stands for the same request: of several the one that began closest to it. */
function takeSame(waiting: TrafficEntry[], entry: TrafficEntry): TrafficEntry | null {
  const distance = ({ startedMs }: TrafficEntry): number => Math.abs(startedMs - entry.startedMs);
  const same = waiting.filter((other) => key(other) === key(entry) && distance(other) < apartMs);
  const closest = same.reduce<TrafficEntry | null>((best, other) => (best === null || distance(other) < distance(best) ? other : best), null);
  if (closest !== null) waiting.splice(waiting.indexOf(closest), 1);
  return closest;
}

function keepWaiting(waiting: TrafficEntry[], entry: TrafficEntry): void {
  waiting.push(entry);
  if (waiting.length > maxWaiting) waiting.shift();
}

export class TwoTellings {
  /** The network's, of which DevTools has not told yet. */
  readonly #ofNetwork: TrafficEntry[] = [];
  /** The other way round. */
  readonly #ofDevTools: TrafficEntry[] = [];
  /** What DevTools tells again, by its id: the network's entry, or its own where the network told nothing. */
  readonly #known = new Map<string, TrafficEntry>();

  /** What the network tells; null where DevTools has told of it already. */
  fromNetwork(entry: TrafficEntry): TrafficEntry | null {
    if (takeSame(this.#ofDevTools, entry) !== null) return null;
    keepWaiting(this.#ofNetwork, entry);
    return entry;
  }

  /** What DevTools tells, under the id and the start that the request already has. */
  fromDevTools(entry: TrafficEntry): TrafficEntry {
    const known = this.#known.get(entry.id);
    const first = known ?? takeSame(this.#ofNetwork, entry) ?? entry;
    if (known === undefined) {
      this.#known.set(entry.id, first);
      if (first === entry) keepWaiting(this.#ofDevTools, entry);
      dropOldest(this.#known, maxWaiting);
    }
    return first === entry ? entry : merged(first, entry);
  }
}

/** DevTools may have lost sight of the answer: what the network saw of it stays. */
function merged(network: TrafficEntry, devTools: TrafficEntry): TrafficEntry {
  const { id, startedMs } = network;
  return devTools.status === 0 ? { ...network, responseShape: devTools.responseShape } : { ...devTools, id, startedMs };
}
