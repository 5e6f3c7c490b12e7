import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * Prometheus metrics of this process. A metric is made when it is first used; its label names are those of that call,
 * so every call of one metric passes the same ones. Labels are closed words (job, kind, state, code), never ids of
 * people, or the number of series would grow with the customers.
 */
export const registry = new Registry();

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

const help: Record<string, string> = {
  carafe_http_requests_total: 'Requests answered, by route group and status class.',
  carafe_http_request_seconds: 'Time to the last byte of an answer.',
  carafe_webhooks_total: 'Webhooks received, by topic and answer.',
  carafe_jobs_total: 'Jobs run, by name and result.',
  carafe_job_seconds: 'Time that a job took.',
  carafe_enqueue_total: 'Alarms given to the queue, by job and whether it took them.',
  carafe_queue_up: '1 while the queue answers, 0 while the sweeps do its work.',
  carafe_queue_rebuilt_total: 'How often the queue was lost or broken and made anew.',
  carafe_schedule_rescued_total: 'Recurring jobs that a worker ran itself because the queue was silent.',
};

type Labels = Record<string, string | number>;
const counters = new Map<string, Counter>();
const histograms = new Map<string, Histogram>();
const gauges = new Map<string, Gauge>();

function once<T>(made: Map<string, T>, name: string, make: () => T): T {
  const found = made.get(name) ?? make();
  made.set(name, found);
  return found;
}

/** Adds `by` to a counter. Names end in `_total`. */
export function countUp(name: string, labels: Labels = {}, by = 1): void {
  once(
    counters,
    name,
    () =>
      new Counter({ name, help: help[name] ?? name, labelNames: Object.keys(labels), registers: [registry] }),
  ).inc(labels, by);
}

/** Records one duration in seconds. Names end in `_seconds`. */
export function observe(name: string, labels: Labels, seconds: number): void {
  once(
    histograms,
    name,
    () =>
      new Histogram({
        name,
        help: help[name] ?? name,
        labelNames: Object.keys(labels),
        buckets: SECONDS,
        registers: [registry],
      }),
  ).observe(labels, seconds);
}

/** Sets what is now the case. */
export function gauge(name: string, labels: Labels, value: number): void {
  once(
    gauges,
    name,
    () =>
      new Gauge({ name, help: help[name] ?? name, labelNames: Object.keys(labels), registers: [registry] }),
  ).set(labels, value);
}

/** Memory, event loop lag and the like of the process itself; called once by the entries. */
export function collectProcessMetrics(): void {
  collectDefaultMetrics({ register: registry });
}
