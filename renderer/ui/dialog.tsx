import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './icon-button.tsx';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot; the one that goes on comes last. */
  readonly actions?: ReactNode;
  readonly size?: 's' | 'm' | 'l';
  /** For questions that must be answered: not closed by a press outside. */
  readonly isAlert?: boolean;
}

/** A question or task over the screen. Focus stays within and returns; Escape closes. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  size = 'm',
  isAlert = false,
}: DialogProps) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={!isAlert}
    >
      <Modal className={`dialog dialog--${size}`}>
        <AriaDialog className="dialog__frame" role={isAlert ? 'alertdialog' : 'dialog'}>
          <header className="dialog__head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton icon="close" label="Close" onPress={onClose} />
          </header>
          <div className="dialog__body">{children}</div>
          {actions && <footer className="dialog__foot">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
