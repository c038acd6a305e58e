import { useStore } from 'zustand';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { coreEndStore } from './follow-core.ts';

/** Says that the part of the program that does the work ended by itself, and what became of the case. */
export function CoreEndBanner() {
  const error = useStore(coreEndStore, (state) => state.error);
  if (!error) return null;
  return (
    <div className="app__notice">
      <Banner
        kind="warning"
        isLive
        what="The part of the program that reads and writes cases stopped and was started again."
        kept="What was committed to the case is kept; the case was opened again."
        todo="Work that was under way must be started again. Verify the case on its overview."
        actions={
          <Button size="s" onPress={() => coreEndStore.setState({ error: null })}>
            Understood
          </Button>
        }
      >
        <p className="soft">
          <VisibleText text={error.message} />
        </p>
      </Banner>
    </div>
  );
}
