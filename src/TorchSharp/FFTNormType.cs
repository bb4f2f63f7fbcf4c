namespace TorchSharp;

/// <summary>How an FFT is normalised.</summary>
public enum FFTNormType
{
    Backward = 0,
    Forward = 1,
    Ortho = 2,
}
