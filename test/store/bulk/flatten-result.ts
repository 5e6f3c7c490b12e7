type Row = Record<string, unknown>;

/**
 * Turns a nested GraphQL answer into JSONL rows: the nodes of every connection become rows of their own and carry
 * their parent's id as `__parentId`. Everything else stays where it is.
 *
 * @returns the rows of the outermost connections and, apart from them, the rows below
 */
export function flattenResult(data: Row): { roots: Row[]; children: Row[] } {
  const roots: Row[] = [];
  const children: Row[] = [];
  takeConnections(data, null, roots, children);
  return { roots, children };
}

/** Moves the connections out of an object, in place of which nothing stays. Lists and plain objects are kept. */
function takeConnections(object: Row, parentId: string | null, rows: Row[], children: Row[]): Row {
  const kept: Row = {};
  for (const [key, value] of Object.entries(object)) {
    const nodes = nodesOf(value);
    if (nodes) {
      for (const node of nodes) {
        const id = typeof node.id === 'string' ? node.id : null;
        const place = rows.length;
        rows.push(node);
        const row = takeConnections(node, id, children, children);
        rows[place] = parentId === null ? row : { ...row, __parentId: parentId };
      }
    } else if (isRow(value)) kept[key] = takeConnections(value, parentId ?? null, children, children);
    else kept[key] = value;
  }
  return kept;
}

function nodesOf(value: unknown): Row[] | null {
  if (!isRow(value)) return null;
  if (Array.isArray(value.edges))
    return value.edges.flatMap((edge) => (isRow(edge) && isRow(edge.node) ? [edge.node] : []));
  return Array.isArray(value.nodes) ? value.nodes.filter(isRow) : null;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
