-- Home asks for the answers to customers' requests that wait to be fetched, among all requests that there ever were.
CREATE INDEX privacy_request_ready ON privacy_request (shop_id, requested_at, id) WHERE result_sealed IS NOT NULL;
