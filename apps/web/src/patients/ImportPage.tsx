import type { ImportPreview } from '@ketame/contract';
import { Progress } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { sizeText } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { previewImport, saveImport } from './api.ts';
import { ImportPreviewView } from './ImportPreviewView.tsx';
import { RecordDrop } from './RecordDrop.tsx';
import { bringRecord, broughtRecord, contentTypeOf } from './record-file.ts';

/** A record before it is saved: what was understood of it, what it would change, and the decision. */
export function ImportPage() {
  const { patient = null } = useSearch({ from: '/writing/import' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(broughtRecord);
  const [share, setShare] = useState<number | null>(0);

  const reading = useMutation({
    mutationFn: async (record: File) => previewImport(record, await contentTypeOf(record), patient, setShare),
  });
  const saving = useMutation({
    mutationFn: async ({ record, preview, identityConfirmed }: Decision) =>
      saveImport(
        record,
        await contentTypeOf(record),
        { fingerprint: preview.fingerprint, identityConfirmed, patientId: patient },
        setShare,
      ),
    onSuccess: async ({ patientId, created, changes }) => {
      bringRecord(null);
      await queries.invalidateQueries({ queryKey: ['patients'] });
      await queries.invalidateQueries({ queryKey: ['patient', patientId] });
      await navigate({
        to: '/patients/$patientId',
        params: { patientId },
        state: { imported: { created, ...changes } },
      });
    },
  });

  const { mutate: read } = reading;
  useEffect(() => {
    if (file !== null) read(file);
  }, [file, read]);

  const take = (record: File) => {
    saving.reset();
    setShare(0);
    setFile(record);
  };
  const leave = () => {
    bringRecord(null);
    saving.reset();
    reading.reset();
    setFile(null);
  };

  if (file === null) {
    return (
      <Page
        title="Import a record"
        lead="You see what was understood before anything is saved. Importing the same record again updates the patient and never makes a second one."
        narrow
      >
        <RecordDrop onFile={take} />
      </Page>
    );
  }
  if (reading.isPending || saving.isPending) {
    return (
      <Page title="Import a record" narrow>
        <Sending file={file} share={share} doing={saving.isPending ? 'Saving' : 'Sending'} />
      </Page>
    );
  }
  if (reading.isError || reading.data === undefined) {
    return (
      <Page title="Import a record" narrow>
        {reading.isError && (
          <ErrorNotice
            title={`“${file.name}” was not taken, and nothing was saved`}
            error={reading.error}
            retry={() => reading.mutate(file)}
          />
        )}
        <RecordDrop onFile={take} />
      </Page>
    );
  }
  const preview = reading.data;
  return (
    <ImportPreviewView
      key={preview.fingerprint}
      fileName={file.name}
      preview={preview}
      error={saving.error}
      onSave={(identityConfirmed) => saving.mutate({ record: file, preview, identityConfirmed })}
      onLeave={leave}
    />
  );
}

interface Decision {
  readonly record: File;
  readonly preview: ImportPreview;
  readonly identityConfirmed: boolean;
}

function Sending({
  file,
  share,
  doing,
}: {
  readonly file: File;
  readonly share: number | null;
  readonly doing: string;
}) {
  const words =
    share === null
      ? 'The server reads the record. A large one takes a few seconds.'
      : `${doing} ${sizeText(file.size * share)} of ${sizeText(file.size)}`;
  return (
    <div role="status">
      <p>
        <strong>{file.name}</strong>
      </p>
      <Progress value={share === null ? 100 : share * 100} animated={share === null} aria-label={words} />
      <p>{words}</p>
    </div>
  );
}
