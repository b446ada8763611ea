from django.db import migrations

from thongsuot.organisations.access import wall

# The inner query stands behind the wall of files_file itself.
CHUNK = "EXISTS (SELECT FROM files_file WHERE files_file.id = files_chunk.file_id)"


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("organisations", "0002_walls")]

    operations = [
        migrations.RunSQL(
            # Uploads are compressed already; a second compression only costs time.
            """
            ALTER TABLE files_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
            ALTER TABLE files_chunk ADD CONSTRAINT files_chunk_size CHECK (octet_length(bytes) BETWEEN 1 AND 1048576);
            """,
            """
            ALTER TABLE files_chunk DROP CONSTRAINT files_chunk_size;
            ALTER TABLE files_chunk ALTER COLUMN bytes SET STORAGE EXTENDED;
            """,
        ),
        wall("files_file"),
        wall("files_chunk", CHUNK),
        wall("files_run"),
    ]
