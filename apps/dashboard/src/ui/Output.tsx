/** What a program printed, as it printed it; scrolls by keyboard too. */
export function Output({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <pre className="output" tabIndex={0} role="region" aria-label={label}>
      {text}
    </pre>
  );
}
