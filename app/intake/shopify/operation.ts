/** One GraphQL operation of the Admin API with the shapes of its variables and its answer. */
export interface Operation<Data, Variables> {
  readonly name: string;
  readonly text: string;
  /** May it be sent again when nobody knows whether it was carried out? Queries always; mutations only when they say so. */
  readonly isRepeatable: boolean;
  /** Types only; never set. */
  readonly shapes?: { readonly data: Data; readonly variables: Variables };
}

/** Makes an operation from its text, which starts with `query Name` or `mutation Name`. */
export function operation<Data, Variables = Record<string, never>>(
  text: string,
  options: { isRepeatable?: true } = {},
): Operation<Data, Variables> {
  const match = /^\s*(query|mutation)\s+(\w+)/.exec(text);
  if (!match) throw new Error('An operation starts with "query Name" or "mutation Name"');
  return { name: match[2] ?? '', text, isRepeatable: options.isRepeatable ?? match[1] === 'query' };
}
