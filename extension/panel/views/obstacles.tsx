/** Why cookies cannot be seen, each with its one remedy. */
import type { JarObstacle } from '../inspected-tab';
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

export function Obstacles() {
  const { services } = usePanel();
  const obstacles = usePanelState(({ facts }) => facts.obstacles);
  const fault = usePanelState((state) => state.fault);
  return (
    <div aria-live="polite" className="obstacles">
      {obstacles.map((obstacle) =>
        obstacle.code === 'no-permission'
          ? obstacle.hosts.map((host) => (
              <p key={host}>Cookies of {host} are hidden: the permission for it is missing. <button type="button" onClick={() => void services.tab.requestHost(host)}>Allow {host}</button></p>
            ))
          : <p key={obstacle.code}>{textOf(obstacle)}</p>,
      )}
      {fault !== null && <p>The analysis failed: {fault}. What is shown is the state before it.</p>}
    </div>
  );
}
