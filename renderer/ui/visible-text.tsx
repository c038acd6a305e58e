import { visiblePieces } from './visible-pieces.ts';
import './cell-text.css';

interface VisibleTextProps {
  readonly text: string;
  /** Line breaks and tabs stay; for records shown in a <pre>. */
  readonly keepLines?: boolean;
  /** Characters shown at most; how many more there are is said. */
  readonly longest?: number;
}

/** Text from outside, shown as data: isolated from the text around it, with nothing in it hidden. */
export function VisibleText({ text, keepLines = false, longest = 5_000 }: VisibleTextProps) {
  const shown = text.length > longest ? cutAt(text, longest) : text;
  const pieces = visiblePieces(shown, { keepLines });
  let offset = 0;
  return (
    <bdi>
      {pieces.map((piece) => {
        const key = offset;
        offset += piece.text.length;
        return piece.isEscape ? (
          <span key={key} className="escape">
            {piece.text}
          </span>
        ) : (
          <span key={key}>{piece.text}</span>
        );
      })}
      {shown.length < text.length && (
        <span className="cell-state">
          {' '}
          … {(text.length - shown.length).toLocaleString('en-US')} more characters
        </span>
      )}
    </bdi>
  );
}

/** Not between the two halves of a character outside the basic plane. */
function cutAt(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
