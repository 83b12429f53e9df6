-- Whether a card file is still named by a message is asked for some hundred files at a time. Online, in place.
ALTER TABLE message ADD KEY message_by_card_path (card_path);
