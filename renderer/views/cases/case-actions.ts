import { caseChanged, caseStore, closeCase, openCase } from '../../state/case.ts';
import { call } from '../../state/client.ts';
import { runJob } from '../../state/jobs.ts';
import { showToast } from '../../state/toasts.ts';
import { navigate } from '../../state/use-route.ts';
import { errorWords } from '../../ui/error-words.ts';

/** Opens a case folder and goes to its overview; where it cannot be opened, the cases say why. */
export async function openAndShow(dir: string): Promise<void> {
  const isOpen = await openCase(dir);
  navigate({ screen: isOpen ? 'overview' : 'cases' });
}

export async function pickAndOpenCase(): Promise<void> {
  try {
    const dir = await call('host.pickFolder', { title: 'Open a case: choose its folder' });
    if (dir !== null) await openAndShow(dir);
  } catch (error) {
    showToast(errorWords(error).message);
  }
}

/** Makes the sample case the first time, which takes a while, and opens it. */
export async function openSampleCase(): Promise<void> {
  try {
    const { dir } = await sampleCase();
    await openAndShow(dir);
  } catch (error) {
    showToast(errorWords(error).message);
  }
}

function sampleCase(): Promise<{ dir: string }> {
  return runJob('host.sampleCase', {}, { title: 'Making the sample case' });
}

export async function closeOpenCase(): Promise<void> {
  try {
    await closeCase();
    navigate({ screen: 'cases' });
    showToast('The case is closed.');
  } catch (error) {
    showToast(errorWords(error).message);
  }
}

/** Checks the whole case; the result is in its activity log and on the overview. */
export async function verifyOpenCase(): Promise<void> {
  const { dir } = caseStore.getState();
  try {
    const { ok } = await runJob('case.verify', { dir }, { title: 'Verifying the case' });
    showToast(
      ok ? 'The case is whole: every check passed.' : 'A check of the case failed. The overview says which.',
    );
    await caseChanged();
  } catch (error) {
    const { code, message } = errorWords(error);
    showToast(code === 'cancelled' ? 'The check was stopped; it changed nothing.' : message);
  }
}
