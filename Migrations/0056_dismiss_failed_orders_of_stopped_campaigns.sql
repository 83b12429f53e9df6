-- An order that waits for nobody: planned anew, or of a stopped campaign. Those stopped before are marked so; may be run again.
UPDATE issue_order JOIN campaign ON campaign.id = issue_order.campaign_id AND campaign.state = 'stopped'
SET issue_order.replaced_at = NOW(3)
WHERE issue_order.state = 'failed' AND issue_order.replaced_at IS NULL;
