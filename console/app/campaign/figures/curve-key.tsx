interface Line {
  id: string;
  name: string;
  colour: string | undefined;
}

/** Which line is which, above the lines and never on them; a click takes a line away and brings it back. */
export function CurveKey({
  lines,
  hidden,
  onChange,
}: {
  lines: readonly Line[];
  hidden: readonly string[];
  onChange(hidden: readonly string[]): void;
}) {
  return (
    <div className="curve-key">
      {lines.map(({ id, name, colour }) => (
        <button
          key={id}
          type="button"
          aria-pressed={!hidden.includes(id)}
          onClick={() => onChange(hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id])}
        >
          <i style={{ background: colour }} aria-hidden />
          {name}
        </button>
      ))}
    </div>
  );
}
