export function Brand() {
  return (
    <span className="brand">
      <img src="/icon.svg" alt="" width="26" height="26" />
      <span>
        Zion <b>Auto-Heal</b>
      </span>
    </span>
  );
}
