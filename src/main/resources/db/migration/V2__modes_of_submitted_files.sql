-- Permission bits as they were handed in; none where files came without, as from a browser and before this column.
ALTER TABLE submission_file ADD COLUMN mode integer CHECK (mode BETWEEN 0 AND 4095);
