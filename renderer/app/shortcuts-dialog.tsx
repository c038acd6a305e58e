import { Dialog } from '../ui/dialog.tsx';
import { ShortcutTable } from '../ui/shortcut-table.tsx';

interface ShortcutsDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The keys that work here, and the switch for single keys. */
export function ShortcutsDialog({ isOpen, onClose }: ShortcutsDialogProps) {
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={onClose} size="m">
      <ShortcutTable />
    </Dialog>
  );
}
