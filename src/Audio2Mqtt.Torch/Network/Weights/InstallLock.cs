namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// One installer at a time per folder, across processes: an exclusively opened file, which the system releases when its owner ends,
/// however it ends.
/// </summary>
internal sealed class InstallLock : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(50);

    // Far longer than any download of 15 MB that still moves.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly FileStream file;

    private InstallLock(FileStream file) => this.file = file;

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="OperationCanceledException">The caller's token.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another installer held it for ten minutes.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static async Task<InstallLock> TakeAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ".install.lock");
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path) && time.GetElapsedTime(start) < Patience)
            {
                // Another process holds it.
                await Task.Delay(Retry, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => file.Dispose();
}
