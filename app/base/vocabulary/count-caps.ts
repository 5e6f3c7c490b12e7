/** Where the counts of the pages stop, so that a page costs the same in a shop of any size: more is "1,000+". */

/** Of messages in one state or on one day. */
export const COUNT_CAP = 1_000;
/** Of what is late or waits to be read. */
export const HEALTH_CAP = 100;
