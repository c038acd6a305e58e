import type { ExplanationNode } from '../../../shared/contract/rule-explanation.ts';

/**
 * Marks the parts on which the answer rests: of an "and" that fails those that fail, of one that holds all; of an "or"
 * the other way round. What cannot be told rests on what cannot be told.
 */
export function markDecisive(node: ExplanationNode): ExplanationNode {
  const decides = (part: ExplanationNode): boolean => {
    switch (node.kind) {
      case 'and':
      case 'or':
        return part.answer === node.answer;
      default:
        return true;
    }
  };
  const parts = node.parts.map((part) => (decides(part) ? markDecisive(part) : part));
  return { ...node, decisive: true, parts };
}
