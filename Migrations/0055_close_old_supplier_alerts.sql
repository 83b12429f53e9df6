-- One open alert a coupon whose cancellation was slow, which nothing closed: now one for all, closed when they are answered.
UPDATE alert SET open = NULL, closed_at = NOW(3) WHERE kind = 'supplier' AND open = 1;
