import { caseChanged, caseStore } from '../../state/case.ts';
import { call } from '../../state/client.ts';
import { runJob } from '../../state/jobs.ts';
import { showToast } from '../../state/toasts.ts';
import { errorWords } from '../../ui/error-words.ts';
import { Menu } from '../../ui/menu.tsx';
import { closeOpenCase } from '../cases/case-actions.ts';

/** What can be done with the case as a whole. */
export function CaseMenu() {
  const actions: Record<string, () => Promise<void>> = {
    backup: backUp,
    reveal: async () => {
      await call('host.reveal', { path: caseStore.getState().dir });
    },
    close: closeOpenCase,
  };
  return (
    <Menu
      label="Case"
      items={[
        { id: 'backup', label: 'Back up …' },
        { id: 'reveal', label: 'Show its folder' },
        { id: 'close', label: 'Close' },
      ]}
      onAction={(id) => {
        actions[id]?.().catch((error: unknown) => showToast(errorWords(error).message));
      }}
    />
  );
}

async function backUp(): Promise<void> {
  const { dir } = caseStore.getState();
  const out = await call('host.pickSavePath', { title: 'Where the backup goes', defaultName: 'case-backup' });
  if (out === null) return;
  const { path, sha256 } = await runJob('case.backup', { dir, out }, { title: 'Backing up the case' });
  await caseChanged();
  showToast(`Backed up to ${path}. SHA-256 ${sha256}`, {
    label: 'Show',
    run: () => void call('host.reveal', { path }).catch(() => {}),
  });
}
