import './icon.css';

/** Line drawings on a grid of 16, drawn for this program. */
const drawings = {
  add: 'M8 3.5v9M3.5 8h9',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  calendar: 'M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5V4M10.5 2.5V4',
  cases: 'M2 4.5h4.5l1.3 1.7H14v7H2z',
  check: 'm3 8.5 3.3 3.3L13 4.8',
  close: 'm4 4 8 8M12 4l-8 8',
  copy: 'M5.5 5.5h7.5v7.5H5.5zM3 10.5V3h7.5',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  events: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  evidence: 'M3.5 2.5h6l3 3v8h-9zM9.5 2.5v3h3',
  export: 'M8 10V2.5M5 5.5l3-3 3 3M3 9.5v4h10v-4',
  findings: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3l3.2 3.2',
  forward: 'M6 3.5 10.5 8 6 12.5',
  help: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM6.2 6.3a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.5-.8 1.1M8 11.4v.2',
  import: 'M8 2.5V10M5 7l3 3 3-3M3 9.5v4h10v-4',
  info: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 7.3v4M8 4.7v.2',
  link: 'M6.5 9.5l3-3M7.5 4.5 9 3a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.5 11.5 7 13a2.8 2.8 0 0 1-4-4l1.5-1.5',
  menu: 'M3 4.5h10M3 8h10M3 11.5h10',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  note: 'M3 2.5h10v7.8L9.8 13.5H3zM9.8 13.5v-3.2H13M5.5 5.5h5M5.5 8h3',
  open: 'M2 12.5v-9h4l1.3 1.7H13v2M2 12.5h10.5L14.3 7H4.2z',
  overview: 'M2.5 2.5h4.7v4.7H2.5zM8.8 2.5h4.7v4.7H8.8zM2.5 8.8h4.7v4.7H2.5zM8.8 8.8h4.7v4.7H8.8z',
  redo: 'M12.5 3v3.5H9M12.2 6.3a5 5 0 1 0 .6 3.2',
  report: 'M3.5 2.5h9v11h-9zM5.5 5.5h5M5.5 8h5M5.5 10.5h3',
  rules: 'M3 4.3l1.2 1.2L6.3 3M3 11.3l1.2 1.2L6.3 10M8.5 4.5h5M8.5 11.5h5',
  seal: 'M8 2l4.8 1.8v4c0 3-2 5-4.8 6.2C5.2 12.800 3.2 10.800 3.200 7.800v-4zM5.800 8l1.600 1.600 2.900-3.100',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3l3.2 3.2',
  settings: 'M2.500 5h6M11.500 5h2M10 3.500v3M2.500 11h2M7.500 11h6M6 9.500v3',
  tag: 'M2.500 2.500h5.300l5.700 5.700-5.300 5.300-5.700-5.700zM5.300 5.300h.1',
  time: 'M8 1.800a6.200 6.200 0 1 1 0 12.400A6.200 6.200 0 0 1 8 1.800zM8 4.500V8l2.500 1.700',
  undo: 'M3.500 3v3.500H7M3.800 6.300a5 5 0 1 1-.6 3.200',
  up: 'm3.500 10 4.500-4.500 4.500 4.500',
  warning: 'M8 2.300 14.200 13.300H1.800zM8 6.500v3.300M8 11.500v.1',
  activity: 'M2 8h2.800l1.700-4.500 3 9L11.200 8H14',
} as const;

export type IconName = keyof typeof drawings;

/** A drawing beside a word; never read out. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}
