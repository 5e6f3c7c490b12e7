/** Why an order exists. Only `purchase` teaches cadence; the others may still bring supply. */
export const orderPurposes = ['purchase', 'replacement', 'sample', 'gift', 'test'] as const;
export type OrderPurpose = (typeof orderPurposes)[number];

/** Where a delivery day comes from, best first. Only the first three are known; the rest are inferred. */
export const deliverySources = [
  'delivered',
  'pickup',
  'digital',
  'first_scan',
  'usual_transit',
  'default_transit',
] as const;
export type DeliverySource = (typeof deliverySources)[number];

export function isKnownDelivery(source: DeliverySource): boolean {
  return source === 'delivered' || source === 'pickup' || source === 'digital';
}

export const needUsages = ['unknown', 'used_up', 'not_used_up'] as const;
export type NeedUsage = (typeof needUsages)[number];
