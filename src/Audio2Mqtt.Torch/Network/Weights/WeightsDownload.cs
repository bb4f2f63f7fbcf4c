namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>Fetches one file into a folder, checked by its SHA-256 where that is known.</summary>
internal static class WeightsDownload
{
    private const int BlockBytes = 1 << 16;

    // The largest of the real files takes 15 MB. A server that never stops must not fill the disk.
    private const long MaxFileBytes = 256L << 20;

    /// <summary>Downloads to a temporary file, which the caller deletes.</summary>
    /// <exception cref="Audio2MqttException">The server is not reached, refuses, stays silent, or sends other bytes than it should.</exception>
    /// <exception cref="OperationCanceledException">The caller's token.</exception>
    public static async Task<string> FetchAsync(
        WeightsSource source, string folder, WeightsStoreOptions options, IProgress<WeightsProgress>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $".download.{Environment.ProcessId}.{Path.GetRandomFileName()}");
        try
        {
            await CopyAsync(source.Url!, path, options, progress, cancellationToken).ConfigureAwait(false);
            var sha256 = FileHash.Sha256(path);
            if (source.Sha256 is string expected && sha256 != expected)
                throw new Audio2MqttException($"{source.Url} sent a file with sha256 {sha256} instead of {expected}");
            return path;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidOperationException)
        {
            File.Delete(path);
            throw new Audio2MqttException($"{source.Url}: {error.Message}", error);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static async Task CopyAsync(
        string url, string path, WeightsStoreOptions options, IProgress<WeightsProgress>? progress, CancellationToken cancellationToken)
    {
        using var client = options.HttpHandler is HttpMessageHandler handler ? new HttpClient(handler, disposeHandler: false) : new HttpClient();
        client.Timeout = Timeout.InfiniteTimeSpan;

        // The clock starts anew with every block: a slow line is fine, a silent one is not.
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(options.NetworkTimeout);
        try
        {
            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            var total = response.Content.Headers.ContentLength;
            using var content = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            var block = new byte[BlockBytes];
            for (var received = 0L; ;)
            {
                var got = await content.ReadAsync(block, silence.Token).ConfigureAwait(false);
                if (got == 0) return;
                received += got;
                if (received > MaxFileBytes) throw new IOException($"more than {MaxFileBytes >> 20} MB");
                await file.WriteAsync(block.AsMemory(0, got), silence.Token).ConfigureAwait(false);
                progress?.Report(new(url, received, total));
                silence.CancelAfter(options.NetworkTimeout);
            }
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"no answer for {options.NetworkTimeout.TotalSeconds:0} s", error);
        }
    }
}
