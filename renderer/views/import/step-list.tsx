interface StepListProps {
  readonly steps: readonly string[];
  readonly current: string;
}

/** Where in the wizard one is. */
export function StepList({ steps, current }: StepListProps) {
  const here = steps.indexOf(current);
  return (
    <ol className="step-list">
      {steps.map((step, index) => (
        <li key={step} aria-current={step === current ? 'step' : undefined} data-done={index < here}>
          {step}
          {index < here && <span className="visually-hidden"> done</span>}
        </li>
      ))}
    </ol>
  );
}
