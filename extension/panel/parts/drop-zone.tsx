/** A HAR file dropped anywhere on the panel is imported. */
import { useEffect, useState } from 'react';
import { usePanel } from '../store/panel-context';

function carriesFile({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

export function DropZone() {
  const { actions } = usePanel();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    function onDragOver(event: DragEvent): void {
      if (!carriesFile(event)) return;
      // Without this the browser would open the file in place of DevTools.
      event.preventDefault();
      setOver(true);
    }
    function onDragLeave({ relatedTarget }: DragEvent): void {
      if (relatedTarget === null) setOver(false);
    }
    function onDrop(event: DragEvent): void {
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      void file.text().then((text) => actions.importHar(file.name, text));
    }
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('dragleave', onDragLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('dragleave', onDragLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, [actions]);
  return isOver ? <p className="drop-hint">Drop a HAR file to import its requests</p> : null;
}
