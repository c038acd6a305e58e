import type { Command } from './command.ts';
import { acts } from './commands/acts.ts';
import { annotate } from './commands/annotate.ts';
import { caseBackup } from './commands/case-backup.ts';
import { caseCreate } from './commands/case-create.ts';
import { caseInfo } from './commands/case-info.ts';
import { caseVerify } from './commands/case-verify.ts';
import { compare } from './commands/compare.ts';
import { events } from './commands/events.ts';
import { exportEvents } from './commands/export.ts';
import { fields } from './commands/fields.ts';
import { findings } from './commands/findings.ts';
import { identityCreate } from './commands/identity-create.ts';
import { identityShow } from './commands/identity-show.ts';
import { importFiles } from './commands/import.ts';
import { log } from './commands/log.ts';
import { quality } from './commands/quality.ts';
import { report } from './commands/report.ts';
import { rulesCheck } from './commands/rules-check.ts';
import { rulesList } from './commands/rules-list.ts';
import { rulesMatch } from './commands/rules-match.ts';
import { rulesRun } from './commands/rules-run.ts';
import { sourceRemap } from './commands/source-remap.ts';
import { sourceWithdraw } from './commands/source-withdraw.ts';
import { verify } from './commands/verify.ts';

/** Every command, in the order a case is worked. */
export const commands: readonly Command[] = [
  caseCreate,
  caseInfo,
  caseVerify,
  caseBackup,
  importFiles,
  sourceWithdraw,
  sourceRemap,
  compare,
  events,
  exportEvents,
  quality,
  acts,
  rulesList,
  rulesCheck,
  rulesMatch,
  rulesRun,
  findings,
  annotate,
  report,
  verify,
  identityCreate,
  identityShow,
  log,
  fields,
];
