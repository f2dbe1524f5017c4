/** Writes the registries that are found by folder: `src/formats/index.ts`, `src/audit/rules/index.ts`, the table of rules. */
import { writeGenerated } from './generated';

for (const file of await writeGenerated()) console.error(`wrote ${file}`);
