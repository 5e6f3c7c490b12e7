import type { Customer, Metafield, Product, Variant } from './entities';
import type { World } from './world';

type Owner = Customer | Product | Variant;
const ownerTypes = { Customer: 'CUSTOMER', Product: 'PRODUCT', ProductVariant: 'PRODUCTVARIANT' } as const;

/** Sets a metafield on its owner, replacing the one of the same namespace and key. */
export function addMetafield(
  world: World,
  owner: Owner,
  field: Pick<Metafield, 'namespace' | 'key' | 'type' | 'value'>,
): Metafield {
  const at = owner.createdAt;
  const made: Metafield = {
    kind: 'Metafield',
    id: world.nextId('Metafield'),
    ...field,
    ownerType: ownerTypes[owner.kind],
    ownerId: owner.id,
    createdAt: at,
    updatedAt: at,
  };
  owner.metafields = owner.metafields.filter(
    (one) => one.namespace !== field.namespace || one.key !== field.key,
  );
  owner.metafields.push(made);
  return made;
}
