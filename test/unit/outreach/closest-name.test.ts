import { describe, expect, it } from 'vitest';
import { closestName } from '~/outreach/templates/text/closest-name';

const known = ['customer.first_name', 'shop.name', 'shop.url', 'item.title', 'item.quantity', 'signature'];

describe('the name that was meant', () => {
  it.each([
    ['customer.frist_name', 'customer.first_name'],
    ['customer.firstname', 'customer.first_name'],
    ['custmer.first_name', 'customer.first_name'],
    ['shop.nam', 'shop.name'],
    ['item.titel', 'item.title'],
    ['signatur', 'signature'],
  ])('of %s is %s', (written, meant) => {
    expect(closestName(written, known)).toBe(meant);
  });

  it.each(['order.total', 'x', 'item.picture', ''])('of “%s” is nobody’s guess', (written) => {
    expect(closestName(written, known)).toBeNull();
  });
});
