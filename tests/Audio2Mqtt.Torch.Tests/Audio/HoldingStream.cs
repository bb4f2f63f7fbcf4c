namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Gives its bytes and then nothing more, without an end, until it is disposed.</summary>
internal sealed class HoldingStream(byte[] bytes) : ForwardStream
{
    private readonly ManualResetEventSlim _disposed = new();
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _position;

    /// <summary>Completes when all is given and the reader waits for more.</summary>
    internal Task Waiting => _waiting.Task;

    public override int Read(byte[] buffer, int offset, int count)
    {
        count = Math.Min(count, bytes.Length - _position);
        if (count > 0)
        {
            bytes.AsSpan(_position, count).CopyTo(buffer.AsSpan(offset));
            _position += count;
            return count;
        }

        _waiting.TrySetResult();
        _disposed.Wait(TimeSpan.FromSeconds(60));
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        _disposed.Set();
        base.Dispose(disposing);
    }
}
