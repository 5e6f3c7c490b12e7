import { AdminApiError } from '~/intake/shopify/admin-api-error';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import {
  type Channel,
  type DeliveryAnswer,
  NotDeliverable,
  type PreparedDelivery,
} from '~/sending/channels/channel';
import { type FlowCall, flowCall, PAYLOAD_LIMIT_BYTES } from '~/sending/channels/flow/flow-payload';
import { fireFlowTrigger } from '~/sending/channels/flow/operations';

interface PreparedFlow extends PreparedDelivery {
  readonly shopId: bigint;
  readonly call: FlowCall;
}

const ANSWER_SECONDS = 150;

/**
 * Hands a message over to Shopify Flow. One call a message; a mail of several hands over its most important one. A
 * trigger cannot be looked up: the gate opens before the call, and a lost answer is `unanswered`.
 */
export const flowChannel: Channel<PreparedFlow> = {
  name: 'flow',
  async prepare(ready) {
    const [message] = ready.messages;
    const call = message ? flowCall(message, ready.customer.shopifyCustomerId) : null;
    if (!call)
      throw new NotDeliverable('no Flow trigger for this message, or a customer that Shopify does not know');
    if (Buffer.byteLength(JSON.stringify(call.payload)) > PAYLOAD_LIMIT_BYTES) {
      throw new NotDeliverable('the payload is larger than Flow takes');
    }
    return {
      shopId: ready.shop.id,
      call,
      class: ready.class,
      answerSeconds: ANSWER_SECONDS,
      messageIdHeader: null,
      subjectSealed: null,
      templateVersion: null,
      locale: null,
      emailHash: ready.customer.emailHash,
      redirectedTo: null,
    };
  },
  async deliver({ shopId, call }, gate) {
    await gate.reached('connecting');
    if (!(await gate.mayCommit())) return { kind: 'withheld' };
    try {
      const data = await adminGraphql(shopId, fireFlowTrigger, call);
      const refused = data.flowTriggerReceive?.userErrors ?? [];
      if (refused.length === 0) return { kind: 'accepted', reply: `Flow took ${call.handle}` };
      return {
        kind: 'refused',
        at: 'content',
        status: 500,
        reply: refused.map(({ message }) => message).join('; '),
      };
    } catch (error) {
      if (error instanceof AdminApiError) return answerOf(error);
      return { kind: 'unanswered', detail: 'the call broke off' };
    }
  },
};

function answerOf({ failure, code, message }: AdminApiError): DeliveryAnswer {
  switch (failure) {
    case 'unknown':
      return { kind: 'unanswered', detail: code };
    case 'retryable':
    case 'no-access':
      // Throttled, or no token that works: the call was not carried out.
      return { kind: 'refused', at: 'connection', status: 421, reply: message };
    case 'permanent':
      return { kind: 'refused', at: 'content', status: 500, reply: message };
  }
}
