import { type CorrelationSection, readCorrelation } from './correlation-section.ts';
import { type DetectionNode, readDetection } from './detection.ts';
import { type FilterBody, readFilter } from './filter-section.ts';
import { lintFields } from './lint-fields.ts';
import { accessLog, isFor, type LogSource, readLogSource } from './logsource.ts';
import { type OwnBlock, readOwnBlock } from './own-block.ts';
import { type ProblemSink, suggestion } from './problems.ts';
import { type DocumentPlace, readHeader } from './read-header.ts';
import type { RuleHeader } from './rule.ts';
import { entryOf, type YamlMap, type YamlNode } from './yaml-tree.ts';

/** A document read by itself: references to other rules are still names. Without a body it is refused. */
export interface Draft {
  readonly header: RuleHeader;
  readonly body: DraftBody | undefined;
  readonly problems: ProblemSink;
}

export type DraftBody = DetectionBody | CorrelationBody | FilterBody;

export interface DetectionBody {
  readonly kind: 'detection';
  readonly logsource: LogSource;
  readonly detection: DetectionNode;
  readonly own: OwnBlock | undefined;
}

export interface CorrelationBody {
  readonly kind: 'correlation';
  readonly correlation: CorrelationSection;
  readonly own: OwnBlock | undefined;
}

/** Reads one document of a rule file. */
export function readRule(root: YamlNode, place: DocumentPlace, problems: ProblemSink): Draft {
  if (root.kind !== 'map') {
    problems.error(root.offset, 'a rule is a map with title, logsource and detection');
    return { header: readHeader(emptyMap(root.offset), place, quiet(problems)), body: undefined, problems };
  }
  const header = readHeader(root, place, problems);
  const body = readBody(root, problems);
  return { header, body: problems.errorCount > 0 ? undefined : body, problems };
}

function readBody(root: YamlMap, problems: ProblemSink): DraftBody | undefined {
  const action = entryOf(root, 'action');
  if (action !== undefined) {
    problems.error(action.keyOffset, '"action" is no longer part of Sigma: write every rule out in full');
    return undefined;
  }
  const kinds = ['detection', 'correlation', 'filter'].filter((key) => entryOf(root, key) !== undefined);
  if (kinds.length > 1) {
    problems.error(
      entryOf(root, kinds[1]!)!.keyOffset,
      `a document has either ${kinds.join(' or ')}; separate them by ---`,
    );
    return undefined;
  }
  const own = readOwnBlock(root, problems);
  switch (kinds[0]) {
    case 'detection':
      return readDetectionBody(root, own, problems);
    case 'correlation': {
      const generate = entryOf(root, 'generate')?.value;
      const atTop = generate?.kind === 'scalar' && generate.value === true;
      const correlation = readCorrelation(entryOf(root, 'correlation')!.value, atTop, problems);
      return correlation && { kind: 'correlation', correlation, own };
    }
    case 'filter': {
      const logsource = readLogSourceOf(root, problems);
      const filter = readFilter(entryOf(root, 'filter')!.value, logsource, problems);
      if (filter !== undefined && isFor(logsource, accessLog)) lintFields(filter.detection, problems);
      return filter;
    }
    default: {
      const near = root.entries
        .map(({ key }) => suggestion(key, ['detection', 'correlation', 'filter']))
        .find((text) => text !== '');
      problems.error(
        root.offset,
        `this is no Sigma rule: it has neither detection, correlation nor filter${near ?? ''}`,
      );
      return undefined;
    }
  }
}

function readDetectionBody(
  root: YamlMap,
  own: OwnBlock | undefined,
  problems: ProblemSink,
): DetectionBody | undefined {
  const logsource = readLogSourceOf(root, problems);
  const detection = readDetection(entryOf(root, 'detection')!.value, problems);
  if (detection !== undefined && isFor(logsource, accessLog)) lintFields(detection, problems);
  return detection && { kind: 'detection', logsource, detection, own };
}

/** The log source every rule and filter must name. */
function readLogSourceOf(root: YamlMap, problems: ProblemSink): LogSource {
  const entry = entryOf(root, 'logsource');
  if (entry === undefined) {
    problems.error(root.offset, 'logsource is missing: it says which logs the rule is for');
    return {};
  }
  const logsource = readLogSource(entry.value, problems);
  if (Object.keys(logsource).length === 0) {
    problems.warning(
      entry.keyOffset,
      'logsource names no category, product or service: the rule is for any log',
    );
  }
  return logsource;
}

function emptyMap(offset: number): YamlMap {
  return { kind: 'map', offset, entries: [] };
}

/** For reading a header that is known to be missing: that is already reported. */
function quiet(problems: ProblemSink): ProblemSink {
  return { ...problems, error: () => {}, warning: () => {} };
}
