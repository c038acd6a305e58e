import { cellStates } from '../../../shared/vocabulary/cell-states.ts';
import { fieldDefinition, fields } from '../../../shared/vocabulary/fields.ts';
import { parseDecimal } from './decimal.ts';
import type { DetectionNode } from './detection.ts';
import type { DetectionItem } from './detection-item.ts';
import { type ProblemSink, suggestion } from './problems.ts';
import { short } from './yaml-tree.ts';

const names = fields.map(({ name }) => name);
const stateFields = new Set(['actorState', 'targetState', 'reasonState', 'caseNumberState']);

/**
 * Remarks on fields of a rule for access logs that look like misspelt ones of the program's vocabulary, and on values
 * that such a field never has. Other names may be columns of the log, so that they are no mistake.
 */
export function lintFields(detection: DetectionNode, problems: ProblemSink): void {
  const seen = new Set<DetectionItem>();
  const visit = (node: DetectionNode): void => {
    if (node.kind === 'item') {
      if (!seen.has(node.item)) lintItem(node.item, problems);
      seen.add(node.item);
    } else if ('terms' in node) node.terms.forEach(visit);
    else visit(node.term);
  };
  visit(detection);
}

/** The same for a name by itself, such as one to group by. */
export function lintFieldName(name: string, offset: number, problems: ProblemSink): void {
  if (fieldDefinition(name) !== undefined) return;
  const near = suggestion(name, names);
  if (near === '') return;
  problems.warning(
    offset,
    `no field of the program is called "${short(name)}"${near} Leave it if the log has such a column`,
  );
}

function lintItem({ field, offset, placeholders, values }: DetectionItem, problems: ProblemSink): void {
  if (field === null) return;
  lintFieldName(field, offset, problems);
  const definition = fieldDefinition(field);
  if (definition === undefined || placeholders.length > 0) return;
  const tests = values(new Map());
  if (typeof tests === 'string') return;
  for (const test of tests) {
    if (test.kind === 'fieldref') {
      lintFieldName(test.other, offset, problems);
      continue;
    }
    if (test.kind !== 'literal' || test.anchor !== 'whole') continue;
    if (stateFields.has(field) && !cellStates.some((state) => state === test.literal)) {
      problems.warning(
        offset,
        `${field} never is "${short(test.literal)}"${suggestion(test.literal, cellStates) || ':'} States are ${cellStates.join(', ')}`,
      );
    } else if (
      definition.kind === 'derived' &&
      definition.type === 'number' &&
      parseDecimal(test.literal) === undefined
    ) {
      problems.warning(
        offset,
        `${field} is a number and never "${short(test.literal)}"; give a number without quotes`,
      );
    }
  }
}
