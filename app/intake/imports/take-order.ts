import {
  type Catalogue,
  everyLine,
  exportFacts,
  type ReadOrder,
  type Standing,
} from '~/intake/imports/export-facts';
import { type ExportedOrder, splitCopy } from '~/intake/imports/order-export';

/** What an import takes of one exported order, and what a preview says that it would. */
export interface TakenOrder extends ReadOrder {
  /** As what the order is counted; null: it is counted already, or nothing of it can be read. */
  readonly countsAs: 'new' | 'known' | null;
  /** The order that there is, to which its lines come. */
  readonly continues: string | null;
}

/**
 * Orders that the store itself or an earlier file has told of, by id or by name, stay as they are; to those of this file
 * come their further lines.
 */
export function takeOrder(
  order: ExportedOrder,
  standing: Standing | null,
  context: { importId: bigint; currency: string; catalogue: Catalogue },
): TakenOrder {
  if (standing === 'known') return { ...untouched, countsAs: 'known' };
  if (standing === 'other') return { ...untouched, errors: everyLine(order, 'other-order') };
  const { further, copy } = standing?.isTold ? splitCopy(order) : { further: order, copy: [] };
  const read = exportFacts(further, { ...context, begun: standing });
  const isNew = standing ? !standing.isOfFile : read.facts !== null;
  return {
    ...read,
    errors: [...everyLine({ items: copy }, 'twice'), ...read.errors],
    countsAs: isNew ? 'new' : null,
    continues: standing?.gid ?? null,
  };
}

const untouched = { facts: null, lines: [], errors: [], unmatched: 0, countsAs: null, continues: null };
