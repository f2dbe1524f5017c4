/** Why something cannot be seen, each with its one remedy; and what came of an import. */
import { hostOf } from '../../../src/index';
import type { JarObstacle } from '../inspected-tab';
import { Progress } from '../parts/progress';
import { usePanel, usePanelState } from '../store/panel-context';

function textOf(obstacle: Exclude<JarObstacle, { code: 'no-permission' }>): string {
  switch (obstacle.code) {
    case 'no-page':
      return 'There is no page to inspect. Open one in this tab.';
    case 'browser-page':
      return 'This page belongs to the browser, which shows its cookies to no extension. Open a web page.';
    case 'no-cookies':
      return `A page of ${obstacle.scheme} has no cookies. Open the page through its web server.`;
    case 'lost-background':
      return 'The connection to the background was lost and is being restored. What is shown may be out of date.';
    case 'jar-restored':
      return obstacle.whole
        ? 'A test was cut off. The cookies that it had exchanged have been put back as they were.'
        : 'A test was cut off, and the cookies that it had exchanged could not all be put back. Log in again on the page.';
    case 'failed':
      return `The cookies could not be read: ${obstacle.detail}. Reload the page to try again.`;
  }
}

/** Browsers ask for a host in a dialog of their own, or on the extension's page. */
function MissingPermission({ host }: { readonly host: string }) {
  const { services } = usePanel();
  const page = usePanelState(({ facts }) => facts.url);
  const what = page === null || hostOf(page) === host || hostOf(page).endsWith(`.${host}`) ? 'this page' : 'a frame of this page';
  return (
    <p>
      The cookies of <b>{host}</b>, {what}, are hidden: the permission for this host is missing. Only the traffic tells of them.{' '}
      <button type="button" onClick={() => void services.tab.requestHost(host)}>Allow {host}</button>
    </p>
  );
}

export function Obstacles() {
  const { actions } = usePanel();
  const obstacles = usePanelState(({ facts }) => facts.obstacles);
  const fault = usePanelState((state) => state.fault);
  const note = usePanelState((state) => state.importNote);
  return (
    <div aria-live="polite" className="obstacles">
      {obstacles.map((obstacle) =>
        obstacle.code === 'no-permission' ? obstacle.hosts.map((host) => <MissingPermission key={host} host={host} />) : <p key={obstacle.code}>{textOf(obstacle)}</p>,
      )}
      {fault !== null && <p>The analysis failed: {fault}. What is shown is the state before it.</p>}
      {note !== null && <p className="note">{note} <button type="button" onClick={actions.dismissImportNote}>Dismiss</button></p>}
      <Progress />
    </div>
  );
}
