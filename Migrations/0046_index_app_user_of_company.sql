-- A company's users in the order of their login ids. Online: built in place.
CREATE INDEX app_user_of_company ON app_user (company_id, login_id);
