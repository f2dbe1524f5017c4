/** A recorded visit with what a reader should conclude from it, and the comparison of an answer with that. */
import { createKdf } from '../../src/crypto/kdf';
import { analyse } from '../../src/report/analyse';
import { answerOf, type Answer } from '../../src/report/answer';
import { inspectRequest } from '../../src/report/request';

interface ExpectedEvent {
  readonly requestUrlPath: string;
  readonly method: string;
  readonly at: string;
  readonly detected: boolean | 'either';
  readonly why?: string;
}

interface ExpectedVerdict {
  readonly event: string;
  readonly cookie: string;
  readonly verdict: string;
  readonly accept?: readonly string[];
  readonly at: string;
  readonly why: string;
}

export interface RotationCase {
  readonly id: string;
  readonly secrets: readonly { readonly value: string; readonly encoding: string }[];
  readonly har: { readonly log: { readonly entries: readonly unknown[] } };
  readonly expect: {
    readonly logins: readonly ExpectedEvent[];
    readonly logouts: readonly ExpectedEvent[];
    readonly verdicts: readonly ExpectedVerdict[];
    readonly noise: readonly string[];
    readonly optional?: readonly { readonly event: string; readonly cookie: string }[];
  };
  readonly withoutSecrets?: { readonly verdicts: readonly ExpectedVerdict[] };
}

type Timeline = NonNullable<Answer['timeline']>;

const kdf = createKdf();

/** The timeline that the headless inspection answers with. */
export async function timelineOf(request: Readonly<Record<string, unknown>>): Promise<Timeline> {
  const checked = inspectRequest(request, 0);
  if (!checked.ok) throw new Error(checked.problem);
  const report = await analyse(checked.value.input, {
    kdf,
    onCrash: (id, error) => {
      throw new Error(`${id} crashed`, { cause: error });
    },
  });
  const { timeline } = answerOf(checked.value, report);
  if (timeline === undefined) throw new Error('a recording has a timeline');
  return timeline;
}

function eventProblems(kind: string, expected: readonly ExpectedEvent[], answered: Timeline['logins']): string[] {
  const isAnswered = ({ at }: ExpectedEvent): boolean => answered.some((event) => event.at === Date.parse(at));
  const missing = expected.filter((event) => event.detected === true && !isAnswered(event));
  const unwanted = answered.filter(({ at }) => expected.every((event) => Date.parse(event.at) !== at || event.detected === false));
  return [
    ...missing.map(({ method, requestUrlPath }) => `${kind} missed: ${method} ${requestUrlPath}`),
    ...unwanted.map(({ method, url, why }) => `${kind} claimed: ${method} ${url}: ${why}`),
  ];
}

function verdictProblems(item: RotationCase, expected: readonly ExpectedVerdict[], answered: Timeline['verdicts']): string[] {
  const missing = expected.flatMap(({ event, cookie, verdict, accept, at }) => {
    const given = answered.find((one) => one.event === event && one.cookie === cookie && one.at === Date.parse(at))?.verdict ?? 'none';
    return [verdict, ...(accept ?? [])].includes(given) ? [] : [`${cookie} at the ${event} of ${at}: expected ${verdict}, got ${given}`];
  });
  const unwanted = answered.filter(
    ({ event, cookie, at }) =>
      !expected.some((one) => one.event === event && one.cookie === cookie && Date.parse(one.at) === at) &&
      !(item.expect.optional ?? []).some((one) => one.event === event && one.cookie === cookie) &&
      // Of an event that may be reported or not, nobody says what its verdict is.
      ![...item.expect.logins, ...item.expect.logouts].some((one) => one.detected === 'either' && Date.parse(one.at) === at),
  );
  return [...missing, ...unwanted.map(({ event, cookie, verdict, why }) => `${cookie} at the ${event}: unwanted ${verdict}: ${why}`)];
}

/** Every difference between what a timeline says and what the case expects; `withSecrets` tells which expectation holds. */
export function problemsOf(item: RotationCase, timeline: Timeline, withSecrets: boolean): string[] {
  const verdicts = withSecrets ? item.expect.verdicts : (item.withoutSecrets?.verdicts ?? item.expect.verdicts);
  return [
    ...eventProblems('login', item.expect.logins, timeline.logins),
    ...eventProblems('logout', item.expect.logouts, timeline.logouts),
    ...verdictProblems(item, verdicts, timeline.verdicts),
  ];
}
