/**
 * Whether the database refused a statement for what it was given, and would again: SQLSTATE 22 (data), 23 (constraints)
 * and 54 (too big). Every other failure of it may be over the next time.
 */
export function isRefusedData(failure: unknown): boolean {
  const { code } = failure as { code?: unknown };
  return typeof code === 'string' && /^(22|23|54)\w{3}$/.test(code);
}
