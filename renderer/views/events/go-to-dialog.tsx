import { type FormEvent, useState } from 'react';
import { call } from '../../state/client.ts';
import { conditionProblem } from '../../state/events.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { errorWords } from '../../ui/error-words.ts';
import { formatCount } from '../../ui/number-format.ts';
import { TextField } from '../../ui/text-field.tsx';

interface GoToDialogProps {
  readonly dir: string;
  readonly where: readonly string[];
  readonly total: number;
  readonly onClose: () => void;
  /** 0-based position among the events in force. */
  readonly onGo: (position: number) => void;
}

/** Asks for a row number or a time and goes there. */
export function GoToDialog({ dir, where, total, onClose, onGo }: GoToDialogProps) {
  const [row, setRow] = useState('');
  const [time, setTime] = useState('');
  const [rowError, setRowError] = useState<string | null>(null);
  const [timeError, setTimeError] = useState<string | null>(null);

  const goToRow = (event: FormEvent) => {
    event.preventDefault();
    const number = Number(row.replaceAll(/[,\s]/g, ''));
    if (!Number.isInteger(number) || number < 1 || number > total) {
      setRowError(`Write a number from 1 to ${formatCount(total)}.`);
      return;
    }
    onGo(number - 1);
  };
  const goToTime = async (event: FormEvent) => {
    event.preventDefault();
    const problem = conditionProblem({ field: 'at', operator: '>=', value: time.trim() });
    if (problem) {
      setTimeError(problem);
      return;
    }
    try {
      const found = await call('events.locate', { dir, where: [...where], at: time.trim() });
      if (found.position >= found.total) setTimeError('No event is at or after this time.');
      else onGo(found.position);
    } catch (error) {
      setTimeError(errorWords(error).message);
    }
  };

  return (
    <Dialog title="Go to" isOpen onClose={onClose} size="s">
      <div className="stack">
        <form className="go-to" onSubmit={goToRow}>
          <TextField
            label="Row"
            description={`1 to ${formatCount(total)}`}
            value={row}
            onChange={setRow}
            error={rowError}
            autoFocus
          />
          <Button type="submit">Go to row</Button>
        </form>
        <form className="go-to" onSubmit={(event) => void goToTime(event)}>
          <TextField
            label="Time"
            description="The first event at or after it. A date or time without an offset is read as UTC."
            placeholder="2025-06-18T07:00:00-05:00"
            value={time}
            onChange={setTime}
            error={timeError}
          />
          <Button type="submit">Go to time</Button>
        </form>
      </div>
    </Dialog>
  );
}
