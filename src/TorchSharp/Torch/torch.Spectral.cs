using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Short-time Fourier transform: [.., samples] to [.., bins, frames]. Pass return_complex: newer libtorch refuses the real form.</summary>
    public static Tensor stft(Tensor input, long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, PaddingModes pad_mode = PaddingModes.Reflect, bool normalized = false, bool? onesided = null, bool? return_complex = null) =>
        Aten.Call(
            "stft.center", input, n_fft, Positive(hop_length), Positive(win_length), window, center, ModeName(pad_mode), normalized, onesided, return_complex);

    /// <summary>The inverse of <see cref="stft"/>: [.., bins, frames] to [.., samples].</summary>
    public static Tensor istft(Tensor input, long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, bool normalized = false, bool? onesided = null, long length = -1, bool return_complex = false) =>
        Aten.Call("istft", input, n_fft, Positive(hop_length), Positive(win_length), window, center, normalized, onesided, Positive(length), return_complex);

    // The official API writes "not given" as -1.
    private static long? Positive(long value) => value > 0 ? value : null;

    private static string ModeName(PaddingModes mode) => mode switch
    {
        PaddingModes.Zeros or PaddingModes.Constant => "constant",
        _ => mode.ToString().ToLowerInvariant(),
    };

    /// <summary>Discrete Fourier transforms.</summary>
    public static class fft
    {
        public static Tensor fft_(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.Call("fft_fft", input, Positive(n), dim, NormName(norm));

        public static Tensor ifft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.Call("fft_ifft", input, Positive(n), dim, NormName(norm));

        public static Tensor rfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.Call("fft_rfft", input, Positive(n), dim, NormName(norm));

        public static Tensor irfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.Call("fft_irfft", input, Positive(n), dim, NormName(norm));

        public static Tensor rfftfreq(long n, double d = 1, ScalarType? dtype = null, Device device = null!, bool requires_grad = false) =>
            Finish(Aten.Call("fft_rfftfreq", n, d, dtype ?? get_default_dtype(), Arg.None, device), requires_grad);

        private static string NormName(FFTNormType norm) => norm.ToString().ToLowerInvariant();
    }
}
