/** Before the first test: the frameworks are installed, once, in one process. */
import { setUpRuntimes } from './runtimes';

export default function setUp(): void {
  setUpRuntimes();
}
