namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Gives at most so many bytes at a time, as pipes do.</summary>
internal sealed class SlowStream(byte[] bytes, int most) : ForwardStream
{
    private int _position;

    public override int Read(byte[] buffer, int offset, int count)
    {
        count = Math.Min(Math.Min(count, most), bytes.Length - _position);
        bytes.AsSpan(_position, count).CopyTo(buffer.AsSpan(offset));
        _position += count;
        return count;
    }
}
